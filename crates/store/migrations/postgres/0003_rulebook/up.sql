-- One row, whose mark is another number after each change of what every filing goes by: topics, classes of law,
-- policies, rules, absences, roles and agents. Whoever keeps those in memory compares it.
CREATE TABLE rulebook (
    id BIGINT NOT NULL PRIMARY KEY,
    mark BIGINT NOT NULL
);
INSERT INTO rulebook (id, mark) VALUES (1, 0);
