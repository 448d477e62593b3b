using System.Globalization;
using Npgsql;

namespace Strangler.Postgres;

/// <summary>Reads STRANGLER_DB in both of the forms people write it.</summary>
internal static class ConnectionText
{
    private static readonly string[] Schemes = ["postgresql", "postgres"];

    public static NpgsqlConnectionStringBuilder Parse(string connection)
    {
        try
        {
            return Uri.TryCreate(connection.Trim(), UriKind.Absolute, out Uri? url) && Schemes.Contains(url.Scheme)
                ? FromUrl(url)
                : new NpgsqlConnectionStringBuilder(connection);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidOperationException)
        {
            // The text holds a password, and so may the message: neither is passed on.
            throw new FormatException(
                "The connection string of the database (STRANGLER_DB) is not understood; write it like "
                + "postgresql://user:password@host:5432/database.");
        }
    }

    private static NpgsqlConnectionStringBuilder FromUrl(Uri url)
    {
        NpgsqlConnectionStringBuilder settings = new();
        string[] user = url.UserInfo.Split(':', 2);
        SetUnlessEmpty(settings, "Username", user[0]);
        SetUnlessEmpty(settings, "Password", user.ElementAtOrDefault(1) ?? "");
        SetUnlessEmpty(settings, "Host", url.IdnHost.Trim('[', ']'));
        SetUnlessEmpty(settings, "Port", url.Port > 0 ? url.Port.ToString(CultureInfo.InvariantCulture) : "");
        SetUnlessEmpty(settings, "Database", url.AbsolutePath.TrimStart('/'));
        foreach (string option in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = option.Split('=', 2);
            SetUnlessEmpty(settings, KeywordOf(Uri.UnescapeDataString(pair[0])), pair.ElementAtOrDefault(1) ?? "");
        }

        return settings;
    }

    private static void SetUnlessEmpty(NpgsqlConnectionStringBuilder settings, string keyword, string escaped)
    {
        if (escaped.Length > 0)
        {
            settings[keyword] = Uri.UnescapeDataString(escaped);
        }
    }

    /// <summary>What libpq calls otherwise than Npgsql.</summary>
    private static string KeywordOf(string name) => name switch
    {
        "user" => "Username",
        "dbname" => "Database",
        "sslmode" => "SSL Mode",
        "connect_timeout" => "Timeout",
        "application_name" => "Application Name",
        "sslrootcert" => "Root Certificate",
        _ => name,
    };
}
