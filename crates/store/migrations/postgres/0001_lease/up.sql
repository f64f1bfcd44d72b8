-- Who may do what only one node at a time may do, and until when (microseconds since 1970 UTC).
CREATE TABLE lease (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    until BIGINT NOT NULL
);
