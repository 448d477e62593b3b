namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>A cancellation that is not done.</summary>
/// <param name="State">
/// requested: to be handed in; waiting: for SAT or the receiver; the others are left to a person.
/// </param>
/// <param name="NextAt">When it is looked at again.</param>
public sealed record OpenCancellation(
    string Kind, string Key, Guid Uuid, string Motive, string State, string? Code, DateTimeOffset RequestedAt,
    DateTimeOffset NextAt);
