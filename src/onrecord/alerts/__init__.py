"""Subscriptions: what somebody wants to hear of, the outbox, and how messages are made and sent.

`targets`: what can be followed. `arrivals`: what is new. `messages`: what is said (pure). `sending`: SMTP and HTTP.
`subscribing`: what changes a subscription. `notify`: the run that brings them together.
"""
