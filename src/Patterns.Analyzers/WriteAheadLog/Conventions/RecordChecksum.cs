using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog.Conventions;

/// <summary>PAT0404: neither the writer nor the reader computes anything over a record's bytes. A name that may stand for a checksum keeps the rule
/// silent.</summary>
internal static class RecordChecksum
{
    private static readonly string[] Hints = ["crc", "checksum", "hash", "digest", "sha1", "sha2", "md5", "adler", "fletcher", "hmac", "parity", "signature"];

    private static readonly string[] Unrelated = ["GetHashCode", "HashCode", "HashSet"];

    public static void Check(WriteAheadLogModel model, ConventionContext context)
    {
        if (model.Log is not { } log || Framing.Of(log).Checksum) return;
        var types = log.Type.SelfAndSourceBases.Concat(RecordTypes.Of(log).Select(record => log.Type.Project.Of((INamedTypeSymbol)record)).OfType<TypeFacts>());
        if (types.Any(HintsAtChecksum)) return;
        var write = log.AppendPath.SelectMany(code => code.Writes).FirstOrDefault(write => write.Source.Origin != StreamOrigin.Created);
        if (write.Site is not null) context.Report(WriteAheadLogRules.RecordChecksum, write.Site.Syntax.GetLocation(), log.Type.Symbol.Name);
    }

    private static bool HintsAtChecksum(TypeFacts type) => type.Symbol.DeclaringSyntaxReferences
        .SelectMany(reference => reference.GetSyntax().DescendantTokens())
        .Any(token => Array.IndexOf(Unrelated, token.ValueText) < 0
            && Hints.Any(hint => token.ValueText.IndexOf(hint, StringComparison.OrdinalIgnoreCase) >= 0));
}
