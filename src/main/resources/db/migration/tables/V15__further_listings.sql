-- A SKU that a storefront lists more than once. Stock and prices are kept in step on each; content is sent to the one that is not
-- further only: what the others say is the storefront's own matter.
alter table listing add column if not exists further boolean default false not null;
