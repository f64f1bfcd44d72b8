### The pages of customers.
