/** Variables that several commands read, with what each is for. */

export const COLOR_VARIABLES = {
  NO_COLOR: "no colours, if it is not empty",
  FORCE_COLOR: "colours even where the output is no terminal; 0 or false: none. It wins over NO_COLOR",
};

export const DATABASE_VARIABLES = {
  ROLECALL_DATABASE: "the URL of a PostgreSQL database, as --database takes it",
  PGPASSWORD: "the password of its user, where the URL has none",
};

export const ASKING_VARIABLES = {
  AWS_ACCESS_KEY_ID:
    "with --endpoint, where no profile is named: who asks; AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN belong to it",
  AWS_PROFILE: "the profile where --profile names none",
  AWS_SHARED_CREDENTIALS_FILE: "where profiles are instead of DIR/credentials",
};

export const MASTER_KEY_VARIABLE = { ROLECALL_MASTER_KEY: "the master keys; wins over DIR/master.key" };
