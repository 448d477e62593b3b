using System.Text;

namespace Strangler.Payments.Codi;

/// <summary>JSON without the white space between its parts, everything else byte by byte: what was signed.</summary>
internal static class CompactJson
{
    public static byte[] Of(string json)
    {
        StringBuilder compact = new(json.Length);
        bool inText = false;
        for (int at = 0; at < json.Length; at++)
        {
            char letter = json[at];
            if (inText && letter == '\\')
            {
                compact.Append(letter).Append(json[++at]);
                continue;
            }

            inText ^= letter == '"';
            if (inText || letter is not (' ' or '\t' or '\r' or '\n'))
            {
                compact.Append(letter);
            }
        }

        return Encoding.UTF8.GetBytes(compact.ToString());
    }
}
