"""The check of outside links: the one part of the register that asks the network, and only when told to.

`asking` opens one address by rules that keep it out of internal networks; `checking` asks all that the register
holds and keeps what they answered.
"""
