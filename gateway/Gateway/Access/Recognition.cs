namespace Strangler.Gateway.Access;

/// <summary>What came of looking at a request's credential. A feature of the request.</summary>
internal abstract record Recognition
{
    public static readonly Recognition Nobody = new None();
    public static readonly Recognition Guessing = new TooManyGuesses();
    public static readonly Recognition NoKeys = new NoDatabase();

    private Recognition()
    {
    }

    public sealed record Known(Caller Caller) : Recognition;

    /// <summary>No credential, or one that is not good; which of these, a caller is not told.</summary>
    public sealed record None : Recognition;

    /// <summary>The address has sent too many wrong ones.</summary>
    public sealed record TooManyGuesses : Recognition;

    /// <summary>A key was sent, and cannot be looked up: no database is configured, or it does not answer.</summary>
    /// <param name="IsConfigured">False without STRANGLER_DB.</param>
    public sealed record NoDatabase(bool IsConfigured = false) : Recognition;
}
