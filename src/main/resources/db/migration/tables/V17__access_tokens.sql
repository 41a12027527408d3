-- What a storefront's calls are made with, where it gives such a thing for a while: asked for by one node, used by all. Sealed,
-- because whoever has it may do what we may do.
create table if not exists access_token (
  storefront_id varchar(60) not null,
  -- Whom it was given to, as a digest: with other credentials it is asked for anew.
  account char(64) not null,
  -- Counts what was granted, so that who was refused does not throw away what came since.
  grants bigint not null,
  token ${blob},
  granted_at bigint,
  useful_until bigint,
  -- How many in a row were refused soon after they had been granted.
  short_lived int not null,
  -- Who asks now, and until when nobody else does.
  asker varchar(40),
  asking_until bigint,
  primary key (storefront_id)
);
