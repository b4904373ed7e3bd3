import Icon, { type IconProps } from "@cloudscape-design/components/icon";

interface Kind {
  readonly name: string;
  readonly icon: IconProps.Name;
  readonly says: string;
}

const KINDS: readonly Kind[] = [
  {
    name: "IAM user",
    icon: "user-profile",
    says: "A person with a name and a password inside one account. Most people.",
  },
  {
    name: "Root user",
    icon: "lock-private",
    says: "The owner of the account. No policy inside the account limits it, so keep it for emergencies.",
  },
  {
    name: "Role",
    icon: "group",
    says: "You do not sign in to a role. You sign in as yourself and then assume the role for a while.",
  },
];

/** What AWS's words mean, for who does not know which one they are. */
export function WhichOneAmI() {
  return (
    <aside className="rc-which" aria-labelledby="which-one">
      <div>
        <h2 id="which-one">Which one am I?</h2>
        {KINDS.map(({ name, icon, says }) => (
          <div className="rc-which-kind" key={name}>
            <Icon name={icon} />
            <div>
              <h3>{name}</h3>
              <p>{says}</p>
            </div>
          </div>
        ))}
        <ol className="rc-which-way">
          <li>
            <b>ana</b>
          </li>
          <li className="rc-which-arrow">assumes, for an hour</li>
          <li>
            <b>PayrollAuditor</b>
          </li>
          <li className="rc-which-arrow">may read</li>
          <li>
            <b>payroll</b>
          </li>
        </ol>
        <p className="rc-which-foot">{`${location.host} · Enforcement on · Every sign-in is written to the audit log.`}</p>
      </div>
    </aside>
  );
}
