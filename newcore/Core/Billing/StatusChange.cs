namespace Strangler.Core.Billing;

/// <summary>Whether a document may go from one status to another.</summary>
public abstract record StatusChange
{
    private StatusChange()
    {
    }

    public static StatusChange Decide(IReadOnlyCollection<DocumentStatus> known, short from, string to)
    {
        DocumentStatus? wanted = known.FirstOrDefault(status => status.Name == to);
        DocumentStatus? present = known.FirstOrDefault(status => status.Code == from);
        return wanted is null
            ? new Refused($"There is no status {to}; known are {string.Join(", ", known.Select(one => one.Name))}.")
            : present is null || !present.Next.Contains(wanted.Code)
                ? new Refused($"A document that is {present?.Name ?? $"{from}"} cannot become {to}.")
                : new Allowed(wanted);
    }

    public sealed record Allowed(DocumentStatus Status) : StatusChange;

    public sealed record Refused(string Reason) : StatusChange;
}
