using Strangler.Postgres.Payments.Charges;

namespace Strangler.Gateway.Payments;

/// <summary>What became of a request for a charge.</summary>
internal abstract record ChargeAnswer
{
    private ChargeAnswer()
    {
    }

    public sealed record Made(KeptCharge Charge) : ChargeAnswer;

    /// <summary>All providers of the kind said no.</summary>
    public sealed record Refused(string Code) : ChargeAnswer;

    /// <summary>No provider of the kind answers now.</summary>
    /// <param name="Others">Kinds that may be asked for instead.</param>
    public sealed record Away(IReadOnlyList<string> Others) : ChargeAnswer;

    /// <summary>It may have been made: to be asked again under the same name.</summary>
    public sealed record Unknown : ChargeAnswer;
}
