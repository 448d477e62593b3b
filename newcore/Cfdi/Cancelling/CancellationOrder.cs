namespace Strangler.Cfdi.Cancelling;

/// <summary>Which document SAT is asked to cancel.</summary>
/// <param name="Substitute">The stamped document in its place: with motive 01 only, and then always.</param>
public sealed record CancellationOrder(string IssuerRfc, Guid Uuid, CancellationMotive Motive, Guid? Substitute)
{
    /// <returns>Null: it can be asked for.</returns>
    public string? Problem => (Motive, Substitute) switch
    {
        (CancellationMotive.Replaced, null) => "Motive 01 needs the document that takes its place.",
        (CancellationMotive.Replaced, { } other) when other == Uuid => "A document cannot take its own place.",
        (not CancellationMotive.Replaced, { }) => "A document in its place goes with motive 01 only.",
        _ => Enum.IsDefined(Motive) ? null : "The motive must be 01 to 04.",
    };

    /// <summary>SAT's two digits.</summary>
    public string MotiveCode => CodeOf(Motive);

    public static string CodeOf(CancellationMotive motive) => $"0{(int)motive}";

    /// <summary>SAT writes UUIDs in capitals here.</summary>
    public static string TextOf(Guid uuid) => uuid.ToString("D").ToUpperInvariant();
}
