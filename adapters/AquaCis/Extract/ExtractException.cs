namespace Strangler.AquaCis.Extract;

/// <summary>
/// An extract that cannot be taken in. The message names the file, the line and the reason, and can be shown to
/// anyone: it never repeats a value, for a value in the wrong column may be a name or a tax id.
/// </summary>
public sealed class ExtractException : Exception
{
    public ExtractException(string message) : base(message)
    {
    }

    public ExtractException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>One row is wrong; those after it may be right.</summary>
    public ExtractException(string fileName, RefusedRow row)
        : base($"{fileName}, line {row.Line}: {row.Reason}.") => Row = row;

    public ExtractException()
    {
    }

    /// <summary>Which row, and why; null where the whole file is wrong.</summary>
    public RefusedRow? Row { get; }
}
