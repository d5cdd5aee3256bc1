"""What only a containerised classroom needs: compose.yaml's own programs, and the check of the whole."""
