-- What buyers ask for after the sale, each request in its newest revision. payload is the storefront's own text, sealed: it is read
-- anew when the request is answered. state: asked, with_buyer, returned, with_storefront, granted, refused, withdrawn.
create table if not exists after_sale (
  id ${identity},
  storefront_id varchar(60) not null,
  number varchar(190) not null,
  order_no varchar(190) not null,
  kind varchar(12) not null,
  state varchar(20) not null,
  channel_state varchar(100) not null,
  revision_at bigint not null,
  asked_at bigint not null,
  answer_until bigint,
  currency char(3),
  refund bigint,
  payload ${blob},
  updated_at bigint not null,
  constraint after_sale_key unique (storefront_id, number)
) ${options};
create index if not exists after_sale_of_state on after_sale (state, answer_until, id);

-- What the seller said to a request. Written before the storefront is told: without an outcome nobody knows whether it heard.
create table if not exists after_sale_answer (
  id ${identity},
  after_sale_id bigint not null,
  accepts boolean not null,
  reason varchar(500) not null,
  sent_at bigint not null,
  ended_at bigint,
  outcome varchar(12),
  error_code varchar(20),
  error varchar(1000),
  constraint after_sale_answer_of foreign key (after_sale_id) references after_sale (id)
) ${options};
create index if not exists after_sale_answer_newest on after_sale_answer (after_sale_id, id);

-- The seller's account with each storefront, entry by entry. An entry never changes.
create table if not exists funds_entry (
  id ${identity},
  storefront_id varchar(60) not null,
  number varchar(190) not null,
  booked_at bigint not null,
  currency char(3) not null,
  amount bigint not null,
  balance bigint,
  kind varchar(100) not null,
  order_no varchar(190),
  after_sale_no varchar(190),
  received_at bigint not null,
  constraint funds_entry_key unique (storefront_id, number)
) ${options};
create index if not exists funds_entry_booked on funds_entry (storefront_id, booked_at, id);
