using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Strangler.Tests.Integration.Gateway;

/// <summary>A request as it came over the wire; a chunked body put together.</summary>
internal sealed record RawRequest(string Line, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    public string? Header(string name) => Headers
        .FirstOrDefault(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase)).Value;

    public static async Task<RawRequest?> ReadAsync(NetworkStream stream, CancellationToken cancellation)
    {
        if (await ReadLineAsync(stream, cancellation) is not { Length: > 0 } line)
        {
            return null;
        }

        List<(string, string)> headers = [];
        while (await ReadLineAsync(stream, cancellation) is { Length: > 0 } header)
        {
            int colon = header.IndexOf(':', StringComparison.Ordinal);
            headers.Add((header[..colon], header[(colon + 1)..].Trim()));
        }

        RawRequest head = new(line, headers, []);
        return head with { Body = await ReadBodyAsync(stream, head, cancellation) };
    }

    private static async Task<byte[]> ReadBodyAsync(
        NetworkStream stream, RawRequest head, CancellationToken cancellation)
    {
        if (head.Header("Transfer-Encoding") != "chunked")
        {
            byte[] body = new byte[int.Parse(head.Header("Content-Length") ?? "0", CultureInfo.InvariantCulture)];
            await stream.ReadExactlyAsync(body, cancellation);
            return body;
        }

        using MemoryStream whole = new();
        while (true)
        {
            string size = await ReadLineAsync(stream, cancellation) ?? "0";
            byte[] chunk = new byte[int.Parse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture)];
            await stream.ReadExactlyAsync(chunk, cancellation);
            await ReadLineAsync(stream, cancellation);
            if (chunk.Length == 0)
            {
                return whole.ToArray();
            }

            whole.Write(chunk);
        }
    }

    private static async Task<string?> ReadLineAsync(NetworkStream stream, CancellationToken cancellation)
    {
        StringBuilder line = new();
        byte[] one = new byte[1];
        while (await stream.ReadAsync(one, cancellation) == 1)
        {
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }

        return line.Length == 0 ? null : line.ToString();
    }
}
