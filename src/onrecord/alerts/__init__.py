"""Subscriptions: what somebody wants to hear of, the outbox, and how messages are made and sent.

Downwards: `targets` (what), `messages` (pure: statements -> mail or webhook), `sending` (SMTP, HTTP), `notify` (the run).
"""
