namespace Strangler.Postgres;

/// <summary>The database is of another make than this program; the message says how, for an operator.</summary>
public sealed class MigrationException : Exception
{
    public MigrationException(string message) : base(message)
    {
    }

    public MigrationException(string message, Exception inner) : base(message, inner)
    {
    }

    public MigrationException()
    {
    }
}
