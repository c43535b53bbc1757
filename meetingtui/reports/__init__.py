"""What a meeting leaves behind: its minutes, and one small file for each format."""
