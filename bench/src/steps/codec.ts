import { loadContract, loadContractIndex } from "@rolecall/contracts";
import { codecOf, createRouter } from "@rolecall/protocols";
import { signedCreateUser } from "./signed-request.ts";
import { type Step, timeStep } from "./step.ts";

const REQUESTS = 2_000;
const CREATED_AT = new Date(1_790_000_000_000);

/** A request's way in: found out what it is for, read, checked; and its answer's way out. */
export async function codecSteps(): Promise<readonly Step[]> {
  const router = createRouter(await loadContractIndex());
  const iam = await loadContract("iam");
  const operation = iam.operations.get("CreateUser");
  if (operation === undefined) throw new Error("iam has no CreateUser.");
  const codec = codecOf(iam, operation);
  const requests = Array.from({ length: REQUESTS }, (_, number) => signedCreateUser(number));
  const texts = requests.map(({ body }) => Buffer.from(body).toString());
  const outputs = requests.map((_, number) => outputOf(number));
  return [
    {
      name: "decode",
      take: timeStep(requests, (request) => codec.decode(request, router.identify(request, "iam"))),
      comparedWith: "the same form in a Map by way of URLSearchParams",
      takeLimit: timeStep(texts, (text) => new Map(new URLSearchParams(text))),
    },
    {
      name: "encode",
      take: timeStep(outputs, (output) => codec.encode(output, "5b1f6d0e-0c9a-4a57-9a3c-6d7f2a4d9e10")),
      comparedWith: "the same text put together by a template",
      takeLimit: timeStep(outputs, (output) => fillTemplate(output)),
    },
  ];
}

function outputOf(number: number) {
  const UserName = `made-${number}`;
  return {
    User: {
      Path: "/made/",
      UserName,
      UserId: `AIDA${String(number).padStart(17, "A")}`,
      Arn: `arn:aws:iam::111122223333:user/made/${UserName}`,
      CreateDate: CREATED_AT,
      Tags: [
        { Key: "team", Value: "core team" },
        { Key: "cost-center", Value: "4711" },
      ],
    },
  };
}

/** What a generator of this one answer would write; it escapes nothing. */
function fillTemplate({ User: user }: ReturnType<typeof outputOf>): { readonly body: string } {
  const tags = user.Tags.map(({ Key, Value }) => `<member><Key>${Key}</Key><Value>${Value}</Value></member>`);
  const body =
    `<CreateUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><CreateUserResult><User>` +
    `<Path>${user.Path}</Path><UserName>${user.UserName}</UserName><UserId>${user.UserId}</UserId><Arn>${user.Arn}</Arn>` +
    `<CreateDate>${user.CreateDate.toISOString()}</CreateDate><Tags>${tags.join("")}</Tags></User></CreateUserResult>` +
    `<ResponseMetadata><RequestId>5b1f6d0e-0c9a-4a57-9a3c-6d7f2a4d9e10</RequestId></ResponseMetadata></CreateUserResponse>`;
  return { body };
}
