namespace Strangler.Gateway.Access.Tokens;

/// <summary>What a token turned out to be.</summary>
internal abstract record TokenVerdict
{
    private TokenVerdict()
    {
    }

    public sealed record Good(Caller Caller) : TokenVerdict;

    /// <param name="Why">For the log: of a closed set, nothing that the caller sent.</param>
    /// <param name="IsStale">Signed as it should be, and only out of its time: nobody who guesses.</param>
    public sealed record Bad(string Why, bool IsStale = false) : TokenVerdict;

    /// <summary>Its key is not among those known: they may have changed.</summary>
    public sealed record UnknownKey : TokenVerdict;
}
