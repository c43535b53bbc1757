"""Sending to people who are not in the room: chats, mail, and an outbox that forgets nothing."""
