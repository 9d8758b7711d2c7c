"""What readers send to the department, and what they asked to be sent: both outside the register."""
