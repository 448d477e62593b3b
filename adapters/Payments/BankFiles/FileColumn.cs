namespace Strangler.Payments.BankFiles;

/// <summary>Where something stands in a line.</summary>
/// <param name="At">From 0.</param>
internal readonly record struct FileColumn(int At, int Length)
{
    public string In(string line) => line.Substring(At, Length);

    /// <exception cref="ArgumentException">It is longer than its column.</exception>
    public void Put(char[] line, string text, char fill)
    {
        if (text.Length > Length)
        {
            throw new ArgumentException($"{text.Length} characters do not fit into {Length}.", nameof(text));
        }

        // Numbers are filled on the left, text on the right.
        string padded = fill == '0' ? text.PadLeft(Length, fill) : text.PadRight(Length, fill);
        padded.CopyTo(0, line, At, Length);
    }
}
