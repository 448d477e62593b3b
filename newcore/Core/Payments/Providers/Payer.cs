namespace Strangler.Core.Payments.Providers;

/// <summary>Who pays; never written to logs.</summary>
public sealed record Payer(string Name, string Email, string Phone)
{
    public override string ToString() => "payer";
}
