namespace Strangler.Postgres.Import;

/// <summary>An import that was given up; the state before it stays. No message repeats a value.</summary>
public sealed class ImportException : Exception
{
    public ImportException(string message) : base(message)
    {
    }

    public ImportException(string message, Exception inner) : base(message, inner)
    {
    }

    public ImportException()
    {
    }
}
