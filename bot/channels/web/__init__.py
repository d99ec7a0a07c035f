"""The web chat: its JSON, its page, its sessions."""
