using System.Globalization;
using System.Security.Cryptography;
using Npgsql;
using Strangler.Core.Accounts;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Accounts;

namespace Strangler.ParallelRun.Accounts;

/// <summary>What the <c>accounts</c> commands do.</summary>
internal static class AccountWork
{
    /// <summary>Opens the database, brings it up to date, and puts its failures into words.</summary>
    public static async Task<int> RunAsync(
        string connection, Func<AccountStore, CancellationToken, Task> work, CancellationToken cancellation)
    {
        try
        {
            await using Database database = Database.Open(connection, "strangler accounts");
            await new Migrator(database).MigrateAsync(cancellation);
            await work(new AccountStore(database), cancellation);
            return ExitCode.Done;
        }
        catch (Exception failure) when (failure is MigrationException or FormatException)
        {
            throw new CommandFailedException(failure.Message);
        }
        catch (NpgsqlException failure) when (!cancellation.IsCancellationRequested)
        {
            throw new CommandFailedException($"The database failed: {failure.Message}");
        }
    }

    public static async Task AddAsync(
        AccountStore store, string username, bool replace, TimeSpan keepsPrevious, TextWriter output,
        CancellationToken cancellation)
    {
        string password = await PasswordInput.ReadAsync(cancellation);
        if (Account.WhyNot(username, password) is { } reason)
        {
            throw new CommandFailedException(reason);
        }

        byte[] salt = RandomNumberGenerator.GetBytes(PasswordHash.SaltBytes);
        Account account = new(
            username, PasswordHash.Of(password, salt), Environment.UserName, TimeProvider.System.GetUtcNow());
        bool added;
        try
        {
            added = await store.AddAsync(account, replace, keepsPrevious, cancellation);
        }
        catch (InvalidOperationException failure)
        {
            throw new CommandFailedException(failure.Message);
        }

        await output.WriteLineAsync(added
            ? $"The account {username} is kept. Gateways recognise it within seconds."
            : throw new CommandFailedException(
                $"There is an account {username} already. --replace gives it a new password."));
    }

    public static async Task ListAsync(AccountStore store, TextWriter output, CancellationToken cancellation)
    {
        IReadOnlyList<Account> accounts = await store.ListAsync(cancellation);
        int width = accounts.Select(account => account.Username.Length).Append("username".Length).Max();
        await output.WriteLineAsync($"{"username".PadRight(width)}  changed at            by");
        foreach (Account account in accounts)
        {
            string changed = account.ChangedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            await output.WriteLineAsync($"{account.Username.PadRight(width)}  {changed}  {account.ChangedBy}");
        }
    }

    public static async Task RemoveAsync(
        AccountStore store, string username, TextWriter output, CancellationToken cancellation)
    {
        if (!await store.RemoveAsync(username, cancellation))
        {
            throw new CommandFailedException($"There is no account {username}.");
        }

        await output.WriteLineAsync($"The account {username} is gone.");
    }
}
