import type { ServiceName } from "../src/vocabulary.ts";
import type { ModelPage, ModelShape, ServiceModel } from "./model.ts";
import { accountOverlay } from "./overlay/account.ts";
import { cloudTrailOverlay } from "./overlay/cloudtrail.ts";
import { iamOverlay } from "./overlay/iam.ts";
import { iamToolboxOverlay } from "./overlay/iam-toolbox.ts";
import { organizationsOverlay } from "./overlay/organizations.ts";
import type { Overlay } from "./overlay/overlay.ts";
import { rolesAnywhereOverlay } from "./overlay/rolesanywhere.ts";
import { ssoAdminOverlay } from "./overlay/sso-admin.ts";
import { stsOverlay } from "./overlay/sts.ts";

const overlays: Readonly<Record<ServiceName, Overlay>> = {
  iam: iamOverlay,
  sts: stsOverlay,
  organizations: organizationsOverlay,
  account: accountOverlay,
  "sso-admin": ssoAdminOverlay,
  identitystore: {},
  sso: {},
  "sso-oidc": {},
  "iam-toolbox": iamToolboxOverlay,
  rolecall: {},
  rolesanywhere: rolesAnywhereOverlay,
  cloudtrail: cloudTrailOverlay,
};

export function patternSources(service: ServiceName): ReadonlyMap<string, string> {
  return new Map(Object.entries(overlays[service].patternSources ?? {}));
}

export function linearSources(service: ServiceName): ReadonlyMap<string, string> {
  return new Map(Object.entries(overlays[service].linearSources ?? {}));
}

/**
 * The model with what is added by hand. An addition that the model already has throws, so that an overlay that a newer
 * archive makes superfluous is noticed and removed.
 */
export function applyOverlay(service: ServiceName, model: ServiceModel): ServiceModel {
  const overlay = overlays[service];
  const shapes = extend(`${service} shape`, model.shapes, overlay.shapes);
  for (const [name, members] of Object.entries(overlay.members ?? {})) {
    const shape: ModelShape | undefined = shapes[name];
    if (shape === undefined)
      throw new Error(`The overlay of ${service} extends ${name}, which is not there.`);
    shapes[name] = { ...shape, members: extend(`${service} ${name}`, shape.members ?? {}, members) };
  }
  for (const [name, members] of Object.entries(overlay.optional ?? {}))
    shapes[name] = withOptional(name, shapes[name], members);
  return {
    ...model,
    operations: extend(`${service} operation`, model.operations, overlay.operations),
    shapes,
    pages: withLimits(extend(`${service} pages of`, model.pages, overlay.pages), overlay.pageLimits),
  };
}

function withOptional(name: string, shape: ModelShape | undefined, members: readonly string[]): ModelShape {
  const required = shape?.required ?? [];
  for (const member of members) {
    if (!required.includes(member))
      throw new Error(`${name}.${member} is optional by now, drop the overlay's.`);
  }
  return { ...(shape as ModelShape), required: required.filter((member) => !members.includes(member)) };
}

function withLimits(
  pages: Readonly<Record<string, ModelPage>>,
  limits: Readonly<Record<string, string>> = {},
): Record<string, ModelPage> {
  const limited = Object.entries(limits).map(([operation, member]) => {
    const page = pages[operation];
    if (page === undefined || page.limit_key !== undefined)
      throw new Error(`${operation}: its pages are not there, or have a limit by now.`);
    return [operation, { ...page, limit_key: member }] as const;
  });
  return { ...pages, ...Object.fromEntries(limited) };
}

function extend<T>(
  what: string,
  published: Readonly<Record<string, T>>,
  added: Readonly<Record<string, T>> = {},
): Record<string, T> {
  for (const name of Object.keys(added)) {
    if (Object.hasOwn(published, name))
      throw new Error(`${what} ${name}: published by now, drop the overlay's.`);
  }
  return { ...published, ...added };
}
