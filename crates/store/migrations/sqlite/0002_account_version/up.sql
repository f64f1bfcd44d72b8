-- Grows whenever somebody decides what the account may do: two who do so at once cannot both win.
ALTER TABLE account ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
