### The letters.
