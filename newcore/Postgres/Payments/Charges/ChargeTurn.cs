namespace Strangler.Postgres.Payments.Charges;

/// <summary>Whose a request for a charge is.</summary>
public abstract record ChargeTurn
{
    private ChargeTurn() { }

    /// <summary>To be made by this caller.</summary>
    public sealed record Mine(KeptCharge Charge) : ChargeTurn;

    /// <summary>It was decided before.</summary>
    public sealed record Known(KeptCharge Charge) : ChargeTurn;

    /// <summary>The same name stands for another request.</summary>
    public sealed record OtherContent : ChargeTurn;

    /// <summary>Somebody is making it.</summary>
    public sealed record Busy : ChargeTurn;
}
