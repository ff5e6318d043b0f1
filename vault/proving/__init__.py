"""Timestamps, signatures, custody, packets and their verification."""
