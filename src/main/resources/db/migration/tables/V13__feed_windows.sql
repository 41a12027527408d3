-- The windows that a feed was read in, each counted against the storefront's own total. Short ones are added up by the hour in
-- which they ended, so windows may be more than one. state: whole, held (the counts disagree: read again at retry_at), lost (the channel
-- does not tell of it any more), accepted (a person lets it be). theirs is null where the storefront gives no total.
create table if not exists feed_window (
  id ${identity},
  storefront_id varchar(60) not null,
  feed varchar(20) not null,
  window_from bigint not null,
  window_to bigint not null,
  windows int not null,
  theirs bigint,
  ours bigint not null,
  recounts int not null,
  state varchar(12) not null,
  retry_at bigint,
  closed_at bigint not null,
  constraint feed_window_key unique (storefront_id, feed, window_from, window_to)
) ${options};
create index if not exists feed_window_of_state on feed_window (storefront_id, feed, state, closed_at);

-- Where the next window begins while windows before it are held or lost; null while there are none: then it is the watermark.
alter table feed_cursor add column if not exists next_from bigint;
