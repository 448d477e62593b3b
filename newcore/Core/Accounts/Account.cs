namespace Strangler.Core.Accounts;

/// <summary>A consumer that may ask the native core, by the name of its WS-Security token.</summary>
/// <param name="ChangedBy">Who made the account, or last gave it a password.</param>
public sealed record Account(string Username, PasswordHash Password, string ChangedBy, DateTimeOffset ChangedAt)
{
    /// <summary>The password before this one; null where there is none.</summary>
    public PasswordHash? Previous { get; init; }

    /// <summary>Until when <see cref="Previous"/> is good as well.</summary>
    public DateTimeOffset PreviousUntil { get; init; }

    /// <summary>What it may ask; null: every operation.</summary>
    public IReadOnlySet<string>? Operations { get; init; }

    /// <summary>Requests to one gateway; null: its own setting.</summary>
    public int? PerSecond { get; init; }

    /// <summary>Requests to one gateway in 24 hours; null: its own setting.</summary>
    public int? PerDay { get; init; }

    /// <summary>The password before, while it is good.</summary>
    public PasswordHash? PreviousAt(DateTimeOffset now) => now < PreviousUntil ? Previous : null;

    public const int LongestUsername = 100;
    public const int ShortestPassword = 8;
    public const int LongestPassword = 256;

    /// <summary>Null where both may be an account's; the reason does not repeat either.</summary>
    public static string? WhyNot(string username, string password) =>
        username.Length is 0 or > LongestUsername || username.Any(char.IsControl) || username.Trim() != username
            ? $"A username has 1 to {LongestUsername} characters, no control characters, and no blanks around it."
            : password.Length is < ShortestPassword or > LongestPassword || password.Any(char.IsControl)
                ? $"A password has {ShortestPassword} to {LongestPassword} characters, none of them control characters."
            : null;
}
