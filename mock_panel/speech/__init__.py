"""The voice and the recorder: every audio library stays in a process of its own."""
