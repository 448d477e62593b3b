using System.Text;

namespace Strangler.Payments.Statements;

/// <summary>Values between commas; quotes around those that hold commas or quotes, which are doubled.</summary>
internal static class CsvLine
{
    /// <returns>False where a quote does not end, or stands where none may.</returns>
    public static bool TrySplit(string line, List<string> values)
    {
        values.Clear();
        int at = 0;
        while (true)
        {
            if (at < line.Length && line[at] == '"')
            {
                if (!TryQuoted(line, ref at, out string value))
                {
                    return false;
                }

                values.Add(value);
            }
            else
            {
                int end = line.IndexOf(',', at);
                end = end < 0 ? line.Length : end;
                if (line.AsSpan(at, end - at).Contains('"'))
                {
                    return false;
                }

                values.Add(line[at..end]);
                at = end;
            }

            if (at == line.Length)
            {
                return true;
            }

            at++;
        }
    }

    /// <param name="at">Of the opening quote; then behind the closing one, where a comma or the end must be.</param>
    private static bool TryQuoted(string line, ref int at, out string value)
    {
        StringBuilder text = new();
        for (at++; at < line.Length; at++)
        {
            if (line[at] != '"')
            {
                text.Append(line[at]);
            }
            else if (at + 1 < line.Length && line[at + 1] == '"')
            {
                text.Append('"');
                at++;
            }
            else
            {
                at++;
                value = text.ToString();
                return at == line.Length || line[at] == ',';
            }
        }

        value = "";
        return false;
    }
}
