using Npgsql;

namespace Strangler.Postgres;

/// <summary>The one way to PostgreSQL: a bounded pool, and a limit on every wait.</summary>
/// <remarks>Opening it connects to nothing: a gateway starts while the database is down.</remarks>
public sealed class Database : IAsyncDisposable
{
    /// <summary>Connections of one process, unless the connection string says otherwise.</summary>
    public const int UsualPoolSize = 16;

    private const int ConnectSeconds = 5;
    private const int CommandSeconds = 30;
    private const int KeepAliveSeconds = 15;

    // Planning a statement takes longer than most of them run. Behind a pooler that shares connections between
    // transactions, the connection string must say Max Auto Prepare=0.
    private const int PreparedStatements = 100;
    private const int UsesBeforePreparing = 3;

    private readonly NpgsqlDataSource _source;

    private Database(NpgsqlDataSource source) => _source = source;

    /// <param name="connection">
    /// <c>postgresql://user:password@host:port/database</c>, or Npgsql's own form. Limits that it names are kept.
    /// </param>
    /// <param name="application">How pg_stat_activity names this process.</param>
    /// <exception cref="FormatException">It is neither; the message does not repeat it.</exception>
    public static Database Open(string connection, string application = "strangler")
    {
        NpgsqlConnectionStringBuilder settings = ConnectionText.Parse(connection);
        settings.ApplicationName ??= application;
        SetUnlessGiven(settings, "Maximum Pool Size", UsualPoolSize);
        SetUnlessGiven(settings, "Timeout", ConnectSeconds);
        SetUnlessGiven(settings, "Command Timeout", CommandSeconds);
        SetUnlessGiven(settings, "Keepalive", KeepAliveSeconds);
        SetUnlessGiven(settings, "Max Auto Prepare", PreparedStatements);
        SetUnlessGiven(settings, "Auto Prepare Min Usages", UsesBeforePreparing);
        settings.IncludeErrorDetail = false;
        return new Database(new NpgsqlDataSourceBuilder(settings.ConnectionString).Build());
    }

    /// <exception cref="NpgsqlException">The server cannot be reached, or no connection was free in time.</exception>
    public ValueTask<NpgsqlConnection> ConnectAsync(CancellationToken cancellation) =>
        _source.OpenConnectionAsync(cancellation);

    /// <summary>For a single statement; its connection goes back to the pool with it.</summary>
    public NpgsqlCommand Command(string sql) => _source.CreateCommand(sql);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static void SetUnlessGiven(NpgsqlConnectionStringBuilder settings, string keyword, int value)
    {
        if (!settings.ShouldSerialize(keyword))
        {
            settings[keyword] = value;
        }
    }
}
