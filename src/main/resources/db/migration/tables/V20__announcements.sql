-- How often an attention item was opened, and when for the last time (null: when it was first made): each opening is told of once.
alter table attention add column if not exists opening bigint default 1 not null;
alter table attention add column if not exists opened_at bigint;

-- A declared notifier: one node at a time tells through it.
create table if not exists notifier (
  id varchar(60) not null,
  -- Nothing is told before then, because there were too many calls.
  due_at bigint not null,
  -- Nothing new is composed before then, so that what comes to be known meanwhile is said at once.
  quiet_until bigint not null,
  -- Counts leases, so that who lost one settles nothing.
  lease bigint not null,
  lease_owner varchar(60),
  lease_until bigint,
  primary key (id)
);

-- What is said to one recipient: composed once, so that a repetition says the same under the same key.
create table if not exists announcement (
  id ${identity},
  notifier_id varchar(60) not null,
  -- Empty where the notifier has one place to speak in.
  recipient varchar(100) not null,
  notice_key varchar(32) not null,
  severity varchar(12) not null,
  title varchar(200) not null,
  body varchar(4000) not null,
  link varchar(1000),
  made_at bigint not null,
  -- owed, told, refused, or lost: sent twice, and no answer came.
  state varchar(12) not null,
  attempts int default 0 not null,
  failures int default 0 not null,
  unknowns int default 0 not null,
  due_at bigint,
  error_code varchar(20),
  error varchar(1000),
  told_at bigint,
  constraint announcement_key unique (notifier_id, recipient, notice_key)
) ${options};
create index if not exists announcement_owed on announcement (notifier_id, due_at);

-- Each call, written before it is made: one without an end was cut off, and may have been heard.
create table if not exists announcement_attempt (
  id ${identity},
  announcement_id bigint not null,
  number int not null,
  started_at bigint not null,
  ended_at bigint,
  outcome varchar(12),
  constraint announcement_attempt_key unique (announcement_id, number),
  constraint announcement_attempt_of foreign key (announcement_id) references announcement (id)
) ${options};

-- Which opening of an attention item a notifier was last given to tell.
create table if not exists announced (
  notifier_id varchar(60) not null,
  attention_id bigint not null,
  opening bigint not null,
  announced_at bigint not null,
  notice_key varchar(32) not null,
  primary key (notifier_id, attention_id)
);
