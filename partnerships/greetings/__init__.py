"""Greetings: on which days they are due, and how one is made from that of the year before."""
