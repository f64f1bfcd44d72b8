### The pages of agents, supervisors and administrators.
