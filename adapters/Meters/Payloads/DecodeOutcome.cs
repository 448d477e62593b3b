namespace Strangler.Meters.Payloads;

/// <summary>What became of one payload: exactly one of read, informational, unreadable.</summary>
public readonly record struct DecodeOutcome
{
    private DecodeOutcome(
        int count, InformationalReason? informational, UnreadableReason? unreadable, string? detail) =>
        (Count, Informational, Unreadable, Detail) = (count, informational, unreadable, detail);

    /// <summary>Samples that were added; 0 unless <see cref="IsRead"/>.</summary>
    public int Count { get; }

    public InformationalReason? Informational { get; }

    public UnreadableReason? Unreadable { get; }

    /// <summary>The field or frame at fault; a constant of ours, never a part of the payload.</summary>
    public string? Detail { get; }

    public bool IsRead => Informational is null && Unreadable is null;

    public static DecodeOutcome Read(int count) => new(count, null, null, null);

    public static DecodeOutcome About(InformationalReason reason) => new(0, reason, null, null);

    public static DecodeOutcome Refused(UnreadableReason reason, string? detail = null) => new(0, null, reason, detail);
}
