// Nobody is signed in, however it came about: the public pages of this browser lead to no form any more.
localStorage.removeItem("office-edit");
