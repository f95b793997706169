// Why the room did not take something, in Welsh, by the code of the refusal (SPEC.md): what those who
// take part or help can meet. Where the server's own pages say the same it is worded as there, which
// a test holds (tests/web/test_phrases.py). What is not here is said in English.

export const refusals: Readonly<Record<string, string>> = {
  act_overtaken:
    'Newidiwyd hyn eto ers hynny, neu mae’n rhy bell yn ôl i’w dynnu’n ôl. Edrychwch ar sut y mae nawr.',
  already_on_roll: 'Mae’r person hwn yn yr ystafell eisoes. Dewiswch nhw o’r rhestr.',
  amendment_outdated:
    'Aeth y testun yn ei flaen ers i’r newid hwn gael ei awgrymu. Rhowch y newid ar y testun fel y mae nawr yn gyntaf.',
  amendment_settled: 'Mae’r newid hwn a awgrymwyd wedi’i setlo. Agorwch ef eto yn gyntaf.',
  bad_command:
    'Nid yw’r dudalen hon a’r gweinydd yn ffitio gyda’i gilydd. Ail-lwythwch y dudalen a rhowch gynnig arall arni.',
  bad_contact: 'Ysgrifennwch gyfeiriad e-bost neu rif ffôn, fel y gellir cysylltu â chi.',
  bad_date:
    'Nid dyddiad yw hwnnw. Ysgrifennwch flwyddyn, mis neu ddiwrnod, fel 2026, 2026-03 neu 2026-03-31.',
  bad_days: 'Mae dolen yn para o leiaf ddiwrnod ac ar y mwyaf flwyddyn. Dewiswch rif rhwng y ddau.',
  bad_id: 'Nid yw’r dynodwr yn iawn ei ffurf. Ail-lwythwch y dudalen a rhowch gynnig arall arni.',
  bad_mark: 'Nid yw’r bleidlais hon yn ffitio’r cwestiwn. Dewiswch un o’r atebion a ddangosir.',
  bad_number: 'Nid yw’r rhif hwnnw’n ffitio yma. Edrychwch arno eto.',
  breakout_over:
    'Mae’r grwpiau yn ôl gyda phawb ac mae eu byrddau wedi cau. Mae eich geiriau wedi’u cadw yma; anfonwch nhw i fwrdd pawb yn lle hynny.',
  card_unsigned:
    'Nid yw cerdyn heb enw yn syniad neb. Ysgrifennwch ef yn enw’r person yn lle hynny.',
  choosing_not_offered:
    'Yr hwylusydd sy’n rhoi pobl mewn grwpiau yma. Gofynnwch am gael eich symud.',
  counted_otherwise:
    'Cafodd y bleidlais hon ei chyfrif â dwylo neu ar bapur. Gofynnwch i’r hwylusydd os yw hynny’n anghywir.',
  desk_work_only: 'Mae hyn i bobl a enwyd ar gyfer gwaith desg. Gofynnwch i’r hwylusydd eich enwi.',
  door_locked: 'Ni all neb newydd ddod i mewn ar hyn o bryd. Gofynnwch i’r hwylusydd agor y drws.',
  empty_ballot: 'Nid oes dim wedi’i ddewis eto. Dewiswch o leiaf un ateb.',
  empty_text: 'Does dim wedi’i ysgrifennu eto. Ysgrifennwch ychydig eiriau yn gyntaf.',
  entry_hidden: 'Tynnodd yr hwyluswyr hwn oddi ar y bwrdd. Gofynnwch iddynt ei roi’n ôl yn gyntaf.',
  excluded_together:
    'Dim ond un o ddau opsiwn a ddewisoch y gellir talu amdano. Tynnwch un yn ôl yn gyntaf.',
  facilitators_only: 'Dim ond hwylusydd all wneud hyn. Gofynnwch i un ohonynt.',
  id_taken:
    'Mae’r dynodwr hwn yn cael ei ddefnyddio. Ail-lwythwch y dudalen a rhowch gynnig arall arni.',
  idea_being_voted: 'Mae pleidlais ar y syniad hwn. Arhoswch nes i’r bleidlais gau.',
  idea_not_shown:
    'Nid yw’r syniad hwn yn cael ei ddangos ar hyn o bryd. Datgelwch neu adferwch ef yn gyntaf.',
  ideas_locked:
    'Nid oes syniadau newydd yn cael eu derbyn ar hyn o bryd. Mae eich geiriau wedi’u cadw yma; codwch eich llaw os na all aros.',
  last_facilitator:
    'Ni fyddai neb arall yn rhedeg y gweithdy hwn. Gwnewch rywun arall yn hwylusydd yn gyntaf.',
  muted:
    'Gofynnodd yr hwyluswyr ichi beidio ag ysgrifennu am y tro. Mae eich geiriau wedi’u cadw yma; gallwch ddal i ddarllen, pleidleisio a chodi eich llaw.',
  needs_another: 'Mae opsiwn a ddewisoch angen un arall yn gyntaf. Dewiswch hwnnw hefyd.',
  no_exit_question:
    'Nid oes dim yn cael ei ofyn wrth adael ar hyn o bryd. Mae eich geiriau wedi’u cadw yma.',
  no_mandate:
    'Nid ydych yn siarad dros y sefydliad hwn yma. Gofynnwch i’r hwylusydd gofnodi eich bod.',
  no_such_access_need: 'Nid yw hwn yma mwyach. Efallai ei fod wedi’i ddileu eisoes.',
  no_such_amendment: 'Nid yw’r newid hwn a awgrymwyd yma. Ail-lwythwch y dudalen.',
  no_such_annotation: 'Nid yw’r nodyn hwn yma mwyach. Ail-lwythwch y dudalen.',
  no_such_area: 'Nid yw’r ardal hon ar y rhestr. Dewiswch un ohoni.',
  no_such_condition: 'Nid yw’r amod hwn wedi’i gofnodi yma. Ail-lwythwch y dudalen.',
  no_such_decision: 'Nid yw’r penderfyniad hwn wedi’i gofnodi yma. Ail-lwythwch y dudalen.',
  no_such_entry: 'Nid yw hwn wedi’i gofnodi yma. Ail-lwythwch y dudalen.',
  no_such_group: 'Nid yw’r grŵp hwn yn un o’r grwpiau hyn. Edrychwch ar y rhestr o grwpiau eto.',
  no_such_idea: 'Nid yw’r syniad hwn ar y bwrdd. Ail-lwythwch y dudalen.',
  no_such_moment: 'Nid oes eiliad o’r fath yn y recordiad. Ail-lwythwch y dudalen.',
  no_such_objection: 'Nid yw’r pryder hwn wedi’i gofnodi yma. Ail-lwythwch y dudalen.',
  no_such_option: 'Nid yw’r opsiwn hwn yn rhan o’r bleidlais. Edrychwch ar y rhestr eto.',
  no_such_organisation: 'Nid yw’r sefydliad hwn ar y rhestr. Ychwanegwch ef yn gyntaf.',
  no_such_participant: 'Nid yw’r person hwn ar y rhestr. Ychwanegwch nhw yn gyntaf.',
  no_such_position: 'Nid yw’r safbwynt hwn wedi’i gofnodi yma. Ail-lwythwch y dudalen.',
  no_such_reason: 'Nid yw’r rheswm hwn wedi’i gofnodi yma. Ail-lwythwch y dudalen.',
  no_such_redesign: 'Nid yw’r ailgynllun hwn yma. Ail-lwythwch y dudalen.',
  no_such_report_back: 'Nid yw’r adroddiad hwn ar y bwrdd. Ail-lwythwch y dudalen.',
  no_such_round: 'Nid yw’r bleidlais hon yn bod. Ail-lwythwch y dudalen.',
  no_such_stage: 'Nid yw’r cam hwn ar yr agenda. Ail-lwythwch y dudalen.',
  no_such_theme: 'Nid yw’r thema hon ar y bwrdd. Ail-lwythwch y dudalen.',
  no_such_version: 'Nid oes fersiwn o’r fath o’r ailgynllun hwn. Ail-lwythwch y dudalen.',
  no_worry: 'Nid yw hwn yn bryder sydd ar agor. Edrychwch ar y canlyniad eto.',
  nobody_to_tell:
    'Dim ond y person yr hoffech roi gwybod amdano sy’n rhedeg y gweithdy hwn, felly ni fyddai neb arall yn ei weld. Dywedwch wrth bwy bynnag a’ch gwahoddodd yn lle hynny.',
  not_a_proxy:
    'Dim ond rhywun sy’n gallu pleidleisio yma, ar ei ddyfais ei hun, all bleidleisio dros berson arall. Dewiswch rywun arall.',
  not_a_ranking:
    'Nid trefn yw hon eto. Rhowch y lle cyntaf i un opsiwn, yr ail i un arall, ac yn y blaen heb fwlch.',
  not_admitted:
    'Rydych yn aros i gael dod i mewn. Mae’r hwylusydd yn gweld eich enw ac yn eich gadael i mewn.',
  not_at_a_group:
    'Mae hwn ar gyfer bwrdd pawb. Mae eich geiriau wedi’u cadw yma; ysgrifennwch nhw pan fydd eich grŵp yn ôl.',
  not_at_that_time: 'Nid oedd hwnnw ar agor bryd hynny. Edrychwch ar yr amser eto.',
  not_for_the_same:
    'Mae’r syniadau hyn i bobl wahanol eu darllen, felly ni ellir eu rhoi gyda’i gilydd. Dewiswch syniadau o gamau y mae’r un bobl yn eu gweld.',
  not_for_them:
    'Dim ond dros bobl heb ddyfais rydych yn eu helpu y gallwch weithredu. Ychwanegwch nhw at eich bwrdd yn gyntaf.',
  not_in_group:
    'Nid ydych yn y grŵp hwn. Mae eich geiriau wedi’u cadw yma; ewch i fwrdd eich grŵp eich hun.',
  not_its_voice: 'Dim ond rhywun o’r sefydliad hwn sy’n gallu pleidleisio yma all siarad drosto.',
  not_joined_yet:
    'Dim ond ar restr y drws y mae’r person hwn. Ni phleidleisir dros neb nad yw erioed wedi ymuno: gyda’u cod personol gallant ymuno o unrhyw le, dweud pwy sy’n pleidleisio drostynt, a mynd.',
  not_on_roll: 'Nid ydych ar y rhestr o bobl sy’n gallu pleidleisio yma. Gofynnwch i’r hwylusydd.',
  not_voted_for:
    'Nid yw’r person hwn yn pleidleisio yma, neu cafodd ei roi allan, felly nid oes neb yn pleidleisio drosto.',
  not_yours: 'Dim ond y person a ysgrifennodd hwn all ei newid.',
  not_yourself: 'Ni allwch wneud hyn i chi eich hun. Gofynnwch i hwylusydd arall, neu gadewch.',
  nothing_changed: 'Nid oes dim yn wahanol eto. Newidiwch y testun yn gyntaf.',
  nothing_to_report: 'Nid oes dim wedi’i ddewis eto. Dewiswch o leiaf un syniad neu thema.',
  objection_settled: 'Mae’r pryder hwn wedi’i setlo. Agorwch ef eto yn gyntaf.',
  only_by_name:
    'Dim ond pobl ar restr y bleidlais hon y gellir eu cyfrif. Dewiswch nhw yn ôl eu henwau, neu gofynnwch i’r hwylusydd.',
  other_board:
    'Mae hwn ar fwrdd arall. Dim ond yr hyn sydd ar yr un bwrdd sy’n mynd gyda’i gilydd; gadewch i’r grŵp ei adrodd yn ôl yn gyntaf.',
  outside_audience: 'Ni fyddech yn gweld y nodyn hwn eich hun. Dewiswch eto pwy gaiff ei ddarllen.',
  over_credits:
    'Mae hynny’n costio mwy nag sydd gennych. Tynnwch rai pleidleisiau yn ôl yn gyntaf.',
  over_dots: 'Mae hynny’n fwy o ddotiau nag sydd gennych. Tynnwch rai yn ôl yn gyntaf.',
  over_dots_per_option: 'Mae hynny’n fwy o ddotiau nag y caiff un opsiwn. Rhannwch nhw.',
  over_envelope: 'Mae hynny’n costio mwy na’r gyllideb. Tynnwch rywbeth yn ôl yn gyntaf.',
  over_ring_fence:
    'Mae hynny’n fwy nag y caiff yr opsiynau hyn gyda’i gilydd. Tynnwch rywbeth yn ôl yn gyntaf.',
  paper_counted:
    'Mae papur pleidleisio â’r rhif hwn wedi’i deipio eisoes. Edrychwch ar y rhif eto, neu cywirwch yr hyn a deipiwyd.',
  person_erased: 'Gofynnodd y person hwn am gael ei dynnu ac ni all weithredu mwyach.',
  proxy_barred:
    'Mae buddiant a ddatganoch yn eich cadw o’r bleidlais hon, felly ni allwch bleidleisio dros neb arall ynddi. Gofynnwch i’r hwylusydd adael i rywun arall bleidleisio drostynt.',
  proxy_chain:
    'Ni all rhywun sy’n pleidleisio dros berson arall drosglwyddo ei bleidlais ei hun. Dewiswch rywun sy’n pleidleisio drosto’i hun.',
  proxy_not_on_roll:
    'Dim ond lle mae’r ddau ohonoch ar y rhestr o bobl sy’n gallu pleidleisio y gallwch bleidleisio dros rywun. Gofynnwch i’r hwylusydd.',
  reason_missing:
    'Dywedwch pam na allwch fynd gyda hyn. Mae eich dewis wedi’i gadw yma nes ichi wneud.',
  reason_without_mark: 'Mae rheswm yn mynd gyda dewis. Dewiswch eich ateb yn gyntaf.',
  reasons_not_taken: 'Nid oes rhesymau’n cael eu gofyn yn y bleidlais hon.',
  redesign_withdrawn: 'Tynnwyd yr ailgynllun hwn yn ôl. Dewch ag ef yn ôl yn gyntaf.',
  removed:
    'Gofynnwyd i chi adael y gweithdy hwn. Siaradwch â’r hwylusydd os camgymeriad oedd hynny.',
  result_not_ready:
    'Mae’r pleidleisiau’n dal i gael eu cyfrif. Rhowch gynnig arall arni mewn eiliad.',
  result_not_shown: 'Dangoswch y canlyniad yn gyntaf, fel bod pawb yn gallu darllen y pryder.',
  role_not_allowed: 'Nid yw eich rôl yn caniatáu hyn. Gofynnwch i’r hwylusydd.',
  room_paused: 'Mae’r gweithdy wedi cael saib. Ewch ymlaen yn gyntaf.',
  round_closed:
    'Mae’r bleidlais hon wedi cau. Ni chyfrifwyd eich dewis; mae wedi’i gadw yma i chi.',
  round_options_fixed: 'Pennwyd opsiynau’r bleidlais hon pan agorodd.',
  round_void: 'Rhoddwyd y bleidlais hon o’r neilltu. Chwiliwch am yr un newydd.',
  same_words: 'Dyma’r geiriau y gofynnwyd amdanynt o’r blaen. Newidiwch nhw yn gyntaf.',
  second_person: 'Rhaid i rywun arall gadarnhau’r cyfrif hwn, nid y person a’i cofnododd.',
  server_fault:
    'Ni ellid gwneud hyn, ac nid eich bai chi yw hynny. Mae popeth arall yn mynd yn ei flaen; dywedwch wrth bwy bynnag sy’n rhedeg y gweinydd hwn.',
  stage_closed:
    'Mae’r cam hwn wedi cau. Mae eich geiriau wedi’u cadw yma; gofynnwch i’r hwylusydd ei agor eto.',
  stage_not_for_this: 'Nid yw’r cam hwn ar gyfer hynny. Mae eich geiriau wedi’u cadw yma.',
  stage_not_seen: 'Ni chaiff y person hwn weld y cam hwn, felly ni all fod yn ei grwpiau.',
  text_too_long: 'Mae hwn yn hirach nag sy’n ffitio. Gwnewch ef yn fyrrach a’i anfon eto.',
  theme_being_voted: 'Mae pleidlais ar y thema hon. Arhoswch nes i’r bleidlais gau.',
  theme_gone: 'Cafodd y thema hon ei huno neu ei thynnu ar wahân. Edrychwch ar y bwrdd eto.',
  too_many: 'Mae hynny’n fwy nag sy’n ffitio mewn un cam. Anfonwch lai ar y tro.',
  too_many_proxies:
    'Mae’r bleidlais hon yn gadael i un person bleidleisio dros hyn a hyn o bobl eraill yn unig. Gadewch i rywun arall bleidleisio dros yr un hwn.',
  version_overtaken:
    'Newidiodd rhywun y testun yn y cyfamser. Mae eich geiriau wedi’u cadw yma; edrychwch ar y testun fel y mae nawr, a’u hanfon eto.',
  voted_already:
    'Mae rhywun yn y cyfrif hwn wedi pleidleisio eisoes. Edrychwch eto ar bwy a gyfrifwyd.',
  voted_themselves:
    'Maent wedi pleidleisio eu hunain, a hynny sy’n cyfrif. Nid oes dim ar ôl i’w wneud drostynt.',
  words_gone: 'Dilëwyd geiriau’r fersiwn hon. Ysgrifennwch fersiwn newydd yn gyntaf.',
  words_unchanged:
    'Geiriau newydd i’r hyn y mae’n ymwneud ag ef sy’n ateb pryder. Newidiwch y geiriau hyn yn gyntaf.',
  workshop_closed: 'Mae’r gweithdy hwn wedi cau. Gofynnwch i’r hwylusydd ei agor eto.',
  worry_answered: 'Mae’r pryder hwn wedi’i ateb eisoes. Edrychwch ar y canlyniad eto.',
  worry_being_voted:
    'Mae’r lleill yn pleidleisio ar y pryder hwn nawr. Caewch y bleidlais honno yn gyntaf.',
}
