namespace Strangler.Gateway.Native;

/// <summary>
/// Why the native core gave no answer; the operations themselves add <c>withheld</c> and <c>too-long</c>.
/// </summary>
internal static class NativeFailure
{
    /// <summary>A bug of ours; it is logged.</summary>
    public const string Exception = "exception";

    public const string Timeout = "timeout";

    /// <summary>Nothing has been imported yet, or the database was never reached.</summary>
    public const string NoBook = "no-book";

    /// <summary>The accounts could not be loaded since the start, so nobody can be recognised.</summary>
    public const string NoAccounts = "no-accounts";

    /// <summary>The database could not be asked.</summary>
    public const string NoDatabase = "no-database";

    /// <summary>Too many passwords are being checked.</summary>
    public const string TooManyChecks = "too-many-checks";
}
