-- Up to when every order is known that was placed, whatever became of it since, on the storefront's clock. An order that changes while
-- a window is read leaves it, and is seen in the next one. So it is the watermark of the pass before, if that one reached the present
-- as well (present_to).
alter table feed_cursor add column if not exists present_to bigint;
alter table feed_cursor add column if not exists complete_to bigint;
