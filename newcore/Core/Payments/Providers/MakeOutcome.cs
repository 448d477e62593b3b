namespace Strangler.Core.Payments.Providers;

/// <summary>How making a charge went.</summary>
public abstract record MakeOutcome
{
    private MakeOutcome() { }

    /// <param name="Charge">The provider's number, as in facts.</param>
    /// <param name="Shown">What the payer needs: reference, CLABE, address of a page, content of a code.</param>
    /// <param name="Agreement">Of some banks, to be named beside it.</param>
    public sealed record Made(string Charge, string Shown, DateTimeOffset ExpiresAt, string? Agreement = null)
        : MakeOutcome;

    /// <summary>Not for this amount, kind or account: repetition does not help.</summary>
    public sealed record Refused(string Code) : MakeOutcome;

    /// <summary>Nothing was made: another channel may be offered.</summary>
    public sealed record Unavailable(string Reason) : MakeOutcome;

    /// <summary>It may have been made: repeat with the same key, or let it expire.</summary>
    public sealed record Unknown(string Reason) : MakeOutcome;
}
