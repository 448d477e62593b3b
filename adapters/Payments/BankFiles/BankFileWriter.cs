using System.Globalization;
using System.Text;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Providers;

namespace Strangler.Payments.BankFiles;

/// <summary>Writes a batch: ASCII, lines end in CR LF.</summary>
internal static class BankFileWriter
{
    public const int MostDebits = 200_000;

    private const int MostNumber = 999_999;

    public static byte[] Write(DebitBatch batch, string issuer, BankFileLayout layout)
    {
        Check(batch);
        StringBuilder file = new((batch.Debits.Count + 2) * (layout.LineLength + 2));
        Line(file, layout, 'H', line =>
        {
            layout.BatchNumber.Put(line, Text(batch.Number), '0');
            layout.BatchDay.Put(line, batch.Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture), '0');
            layout.Issuer.Put(line, issuer, '0');
        });
        Money total = Money.Zero;
        for (int at = 0; at < batch.Debits.Count; at++)
        {
            DebitInstruction debit = batch.Debits[at];
            total += debit.Amount;
            Line(file, layout, 'D', line =>
            {
                layout.Sequence.Put(line, Text(at + 1), '0');
                layout.Reference.Put(line, debit.Reference, ' ');
                layout.Account.Put(line, debit.Account.Digits, ' ');
                layout.Centavos.Put(line, Text(debit.Amount.Centavos), '0');
            });
        }

        Line(file, layout, 'T', line =>
        {
            layout.Count.Put(line, Text(batch.Debits.Count), '0');
            layout.Total.Put(line, Text(total.Centavos), '0');
        });
        return Encoding.ASCII.GetBytes(file.ToString());
    }

    private static void Check(DebitBatch batch)
    {
        if (batch.Number is < 1 or > MostNumber || batch.Debits.Count is 0 or > MostDebits)
        {
            throw new ArgumentException($"A batch has a number and 1 to {MostDebits} debits.", nameof(batch));
        }

        HashSet<string> references = [];
        foreach (DebitInstruction debit in batch.Debits)
        {
            bool plain = debit.Reference.Length > 0 && debit.Reference.All(char.IsAsciiLetterOrDigit);
            if (!plain || debit.Amount <= Money.Zero || debit.Account.Digits is null
                || !references.Add(debit.Reference))
            {
                throw new ArgumentException(
                    "A debit has a reference of its own, an account and an amount.", nameof(batch));
            }
        }
    }

    private static void Line(StringBuilder file, BankFileLayout layout, char kind, Action<char[]> fill)
    {
        char[] line = new char[layout.LineLength];
        Array.Fill(line, ' ');
        line[layout.Kind.At] = kind;
        fill(line);
        file.Append(line).Append("\r\n");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
