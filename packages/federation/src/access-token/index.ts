export {
  type AccessTokenIdentity,
  introspectionForm,
  isAccessToken,
  readIntrospection,
} from "./introspection.ts";
export {
  ACCESS_TOKEN_PROVIDERS,
  type AccessTokenProvider,
  accessTokenKeys,
  isAccessTokenProvider,
} from "./provider.ts";
