using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar;

/// <summary>
/// A process that is kept, told where to be found and ended; an endpoint of the own machine that the environment decides and somebody speaks to; a second
/// container for
/// a service. A localhost that is only the default of a server which runs elsewhere in production is none of it.
/// </summary>
internal static class SidecarSignature
{
    public static bool MayMatch(TypeFacts type) =>
        FrameworkMark.MayBeIn(type) || Contact.MayBeIn(type) || Locators.MayUse(type) || ChildProcess.MayBeIn(type) || Companion.MayBeIn(type);

    public static SidecarModel? Recognise(TypeFacts type)
    {
        var mark = FrameworkMark.MayBeIn(type) ? FrameworkMark.Of(type) : null;
        return Launches(type, mark) ?? Marked(type, mark, isWeak: false) ?? Configures(type) ?? Speaks(type) ?? Marked(type, mark, isWeak: true);
    }

    private static SidecarModel? Launches(TypeFacts type, FrameworkMark? mark)
    {
        if (!ChildProcess.MayBeIn(type) || ChildProcess.In(type) is not { } child) return null;
        if (child.Launch.IsOpaque && mark is not { IsWeak: false } && !child.IsSupervised) return null;
        var isSure = mark is { IsWeak: false } || child is { Launch.IsOpaque: false, Notice: not null };
        var starter = child.Launch.Body.Type == type ? $"'{child.Launch.Body.DisplayName}' starts it" : $"'{child.Launch.Body.Type.Symbol.Name}' starts it";
        var because = ImmutableArray.Create(
            Evidence.At(child.Slot, $"'{child.Slot.Name}' keeps a process"),
            Evidence.At(child.Launch.Connection, starter + " and tells it how the two find each other"),
            Evidence.At(child.Stop.Operation, $"'{child.StopBody.DisplayName}' ends it by '{child.Stop.Name}'"));
        if (child.Notice is { } notice) because = because.Add(Evidence.At(notice, "its end or its health is watched"));
        return new(type, SidecarRoles.Launcher, isSure ? Confidence.High : Confidence.Medium, ReferenceProjects.Dapr, because, Child: child);
    }

    private static SidecarModel? Marked(TypeFacts type, FrameworkMark? mark, bool isWeak) => mark is null || mark.IsWeak != isWeak ? null
        : new(type, mark.Role, isWeak ? Confidence.Medium : Confidence.High, ReferenceProjects.Dapr, ImmutableArray.Create(mark.Because),
            Contact.MayBeIn(type) ? Contact.In(type) : null);

    private static SidecarModel? Configures(TypeFacts type)
    {
        if (!Companion.MayBeIn(type)) return null;
        if (Companion.Sharing(type) is var (body, place))
            return new(type, SidecarRoles.Configurator, Confidence.Medium, ReferenceProjects.Dapr,
                ImmutableArray.Create(Evidence.At(place, $"'{body.DisplayName}' has two containers share a namespace")));
        return Companion.In(type) is not { } companion ? null
            : new(type, SidecarRoles.Configurator, Confidence.Medium, ReferenceProjects.Dapr, ImmutableArray.Create(
            Evidence.At(companion.Creation, $"'{companion.Body.DisplayName}' makes a container or executable for '{companion.Service.Name}'"),
            Evidence.At(companion.Addition, "and adds it to the model beside it")));
    }

    private static SidecarModel? Speaks(TypeFacts type)
    {
        if (Contact.MayBeIn(type) && Contact.In(type) is { } contact)
        {
            if (Outgoing.In(type) is var (body, use)) return Client(type, contact, Evidence.At(use, $"'{body.DisplayName}' speaks to it"));
            return contact.Override is not null && Locators.IsUsed(type)
                ? new(type, SidecarRoles.Locator, Confidence.Medium, ReferenceProjects.Dapr, Found(contact), contact) : null;
        }
        return Locators.MayUse(type) && Locators.UsedBy(type) is var (seen, locator) && Outgoing.In(type) is var (home, means)
            ? Client(type, seen, Evidence.At(means, $"'{home.DisplayName}' speaks to it"),
                Evidence.At(seen.Endpoint.Place, $"'{locator.Symbol.Name}' finds it on the own machine"))
            : null;
    }

    private static SidecarModel Client(TypeFacts type, Contact contact, Evidence use, Evidence? found = null)
    {
        var because = (found is null ? Found(contact) : ImmutableArray.Create(found)).Add(use);
        if (contact.Token is { } token) because = because.Add(Evidence.At(token, "with a secret that both share"));
        if (contact.Forwarding is { } forwarding) because = because.Add(Evidence.At(forwarding, "it hands requests for others to it"));
        if (contact.Readiness is { } readiness) because = because.Add(Evidence.At(readiness, "it waits for it or ends it"));
        var isSure = contact.Override is not null && (contact.Token ?? contact.Forwarding ?? contact.Readiness) is not null;
        return new(type, SidecarRoles.Client, isSure ? Confidence.High : Confidence.Medium, ReferenceProjects.Dapr, because, contact);
    }

    private static ImmutableArray<Evidence> Found(Contact contact)
    {
        var found = ImmutableArray.Create(Evidence.At(contact.Endpoint.Place, $"'{contact.MemberName}' names an endpoint of the own machine"));
        return contact.Override is { } setting
            ? found.Add(Evidence.At(setting, Settings.Key(setting) is { } key ? $"'{key}' overrides it" : "a setting overrides it")) : found;
    }
}
